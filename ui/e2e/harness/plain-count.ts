import type { Reporter, TestModule } from 'vitest/node'

/** Closes the run with one plain line, which any reader of the log understands. */
export class PlainCount implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    // A file that could not even be loaded has no tests, and has failed all the same.
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length
    console.log(`\n${count('passed')} passed, ${count('failed') + broken} failed`)
  }
}
