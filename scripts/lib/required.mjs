/**
 * CommonJS packages that stay outside a bundle of ES modules: with this plugin of esbuild they are asked for by
 * `require`. By `import`, Node would search the text of each of their files for the names that it gives away.
 */
export const required = (packages) => ({
  name: 'required',
  setup(build) {
    const filter = new RegExp(`^(${packages.join('|')})$`);
    build.onResolve({ filter }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'required' },
    );
    build.onLoad({ filter, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
});
