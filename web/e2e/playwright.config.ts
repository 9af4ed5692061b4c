import { defineConfig, devices } from '@playwright/test';

/** What is told on every "make test": the main job, and that nothing hidden or secret is seen. */
const core = /e2e\/(main|access|audit|backlog|canvas|code|edges|hiding|many|secrets|session\/map)\.spec\.ts$/;
/** The specs that measure time, or start most of a machine: nothing runs beside them. */
const speed = /speed\.spec\.ts$/;
const cluster = /cluster\.spec\.ts$/;

// The tests start the servers they need themselves, each on a port of its own, so that two tests can run at a time. `make e2e`
// does the projects one after the other, `make test` those that take no more than minutes. The browser is Debian's.
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  projects: [
    { name: 'core', testMatch: core },
    { name: 'speed', testMatch: speed, workers: 1 },
    { name: 'wide', testIgnore: [core, speed, cluster] },
    { name: 'cluster', testMatch: cluster, workers: 1 },
  ],
  forbidOnly: true,
  // On a machine that is busy with other things a browser may lose a race that no person runs. A second try is counted and
  // named as flaky at the end of the list.
  retries: 1,
  timeout: 60_000,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    // To record every run costs an eighth of the processor's time, and motion another: a spec about motion asks for it.
    trace: { mode: 'on-first-retry', screenshots: false, snapshots: false },
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-proxy-server',
        '--host-resolver-rules=MAP room.test 127.0.0.1',
      ],
    },
  },
});
