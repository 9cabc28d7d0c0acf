/** Whether .dockerignore keeps a path of the root, or what lies below it, from the build: the last rule decides. */
export function isIgnored(path: string, rules: readonly string[]): boolean {
  let ignored = false;
  for (const rule of rules) {
    const isException = rule.startsWith('!');
    const pattern = isException ? rule.slice(1) : rule;
    const parts = path.split('/');
    const isHit = pattern === '*' || pattern === path || pattern === parts[0];
    if (isHit) ignored = !isException;
  }
  return ignored;
}
