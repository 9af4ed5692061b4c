// A type check that has stopped checking passes silently (TypeScript 7 does this to svelte-check), so `make check` runs
// it over planted faults, and fails unless every one of them is found.
import { spawnSync } from 'node:child_process';

const here = import.meta.dirname;

function mustFind(tool, args, faults) {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', tool, ...args], { cwd: here, encoding: 'utf8' });
  const missed = faults.filter((fault) => !stdout.includes(fault));
  if (status !== 0 && missed.length === 0) return true;
  console.error(
    `${tool} (exit status ${status}) did not find what was planted: ${missed.join(', ')}\n${stdout}${stderr}`,
  );
  return false;
}

const svelte = ['--tsconfig', 'planted/tsconfig.json', '--fail-on-warnings', '--output', 'machine', '--workspace', '.'];
const found = [
  mustFind('svelte-check', svelte, [`Type 'string' is not assignable to type 'number'`, 'a11y_missing_attribute']),
  mustFind('tsc', ['-p', 'planted/tsconfig.model.json'], [`Cannot find name 'document'`]),
];
process.exit(found.every(Boolean) ? 0 : 1);
