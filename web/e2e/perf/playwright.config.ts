import base from '../playwright.config.ts';

// Figures, no tests: one browser at a time, nothing beside it, no second try.
export default {
  ...base,
  testDir: import.meta.dirname,
  testMatch: ['perf.ts', 'past.ts'],
  outputDir: '../../test-results/perf',
  projects: [{ name: 'perf' }],
  workers: 1,
  retries: 0,
  timeout: 600_000,
  use: { ...base.use, trace: 'off' as const, actionTimeout: 60_000 },
};
