import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findAsterisk } from '../../../tests/fakes/asterisk';
import { eventually } from '../../../tests/fakes/waiters';
import { startAsterisk } from './asterisk-process';
import { freePorts } from './ports';

const files = () => ({ 'modules.conf': '[modules]\nautoload=no\n' });
const isUp = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('it is up when it says so, listens to its command line, and leaves nothing behind', async () => {
  const install = findAsterisk();
  const [one, two] = await Promise.all([startAsterisk({ install, files }), startAsterisk({ install, files })]);
  expect(await one.cli('core show version')).toMatch(`Asterisk ${install.version}`);
  expect(await two.cli('core show uptime')).toMatch('System uptime');
  expect(one.folders.root).not.toBe(two.folders.root);
  await Promise.all([one.stop(), two.stop()]);
  await Promise.all([one.exited, two.exited]);
  for (const { pid, folders } of [one, two]) expect([isUp(pid), existsSync(folders.root)]).toEqual([false, false]);
  await one.stop();
});

test('one that is killed is gone at once, with its log still there', async () => {
  const asterisk = await startAsterisk({ install: findAsterisk(), files });
  await asterisk.kill();
  expect(isUp(asterisk.pid)).toBe(false);
  expect(asterisk.log()).toMatch('modules will be loaded');
  await asterisk.stop();
  expect(existsSync(asterisk.folders.root)).toBe(false);
});

test('one that cannot start says why, and leaves nothing behind', async () => {
  const wrong = () => ({ 'modules.conf': '[modules]\nautoload=no\nrequire=none_such.so\n' });
  await expect(startAsterisk({ install: findAsterisk(), files: wrong })).rejects.toThrow(/did not start[^]*none_such/);
  let folder = '';
  const failing = ({ root }: { readonly root: string }): void => {
    folder = root;
    throw new Error('no sound to be had');
  };
  await expect(startAsterisk({ install: findAsterisk(), files, prepare: failing })).rejects.toThrow('no sound');
  expect([folder !== '', existsSync(folder)]).toEqual([true, false]);
  const nowhere = { ...findAsterisk(), program: '/none/such' };
  await expect(startAsterisk({ install: nowhere, files })).rejects.toThrow('did not start');
});

test('it does not outlive the process that started it, however that ends', async () => {
  const starter = join(process.cwd(), 'tests', 'fakes', 'asterisk-starter.part.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', starter, JSON.stringify(findAsterisk())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text))));
  const [pid = '', folder = ''] = said.trim().split(' ');
  expect(isUp(Number(pid))).toBe(true);
  child.kill('SIGKILL');
  await eventually('Asterisk to end', () => Promise.resolve(!isUp(Number(pid)) && !existsSync(folder)));
});

test('it listens where it is told to, and several do so side by side', async () => {
  const install = findAsterisk();
  const http = (port: number) => `[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=${port}\n`;
  const start = async () => {
    const ports = await freePorts();
    const asterisk = await startAsterisk({ install, files: () => ({ ...files(), 'http.conf': http(ports.http) }) });
    return { asterisk, ports };
  };
  const both = await Promise.all([start(), start()]);
  for (const { ports } of both) {
    const response = await fetch(`http://127.0.0.1:${ports.http}/`);
    expect(response.headers.get('server')).toMatch('Asterisk');
    // Room for 300 calls.
    expect(ports.rtp.end - ports.rtp.begin).toBeGreaterThanOrEqual(1_200);
  }
  await Promise.all(both.map(({ asterisk }) => asterisk.stop()));
});
