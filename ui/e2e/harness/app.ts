import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Capabilities, WebDriver, error } from 'selenium-webdriver'
import { Executor, HttpClient } from 'selenium-webdriver/http'
import { inject } from 'vitest'
import { Page } from './page'
import { eventually } from './wait'

export const SHOTS = join(import.meta.dirname, '..', 'shots')
const SESSION_BUS = join(import.meta.dirname, 'session-bus.conf')

/** What a journey may ask for beside a fresh folder. */
export interface Wishes {
  /** Environment variables for the app. */
  environment?: Record<string, string>
}

/** A computer for one journey: folders of its own for everything that the app and the web view could write to. */
export class Home {
  readonly folder = mkdtempSync(join(tmpdir(), 'bookplate-journey-'))
  /** Where the app keeps accounts and libraries. */
  readonly data = join(this.folder, 'data')

  constructor() {
    for (const name of ['home', 'tmp', 'cache', 'config', 'share', 'state', 'run']) mkdirSync(this.path(name))
    chmodSync(this.path('run'), 0o700)
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  /** Nothing is inherited but the way to programs: a journey sees the same on every computer. */
  environment(): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      DISPLAY: inject('display'),
      GDK_BACKEND: 'x11',
      GSETTINGS_BACKEND: 'memory',
      // Without it GTK waits for an accessibility bus that is not there.
      NO_AT_BRIDGE: '1',
      HOME: this.path('home'),
      TMPDIR: this.path('tmp'),
      XDG_CACHE_HOME: this.path('cache'),
      XDG_CONFIG_HOME: this.path('config'),
      XDG_DATA_HOME: this.path('share'),
      XDG_STATE_HOME: this.path('state'),
      XDG_RUNTIME_DIR: this.path('run'),
      BOOKPLATE_DATA: this.data,
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

/** The running app and the driver that moves it. */
export class App {
  /** The app that runs now; there is never more than one. */
  static running: App | undefined

  private constructor(
    readonly home: Home,
    readonly page: Page,
    private readonly driver: WebDriver,
    private readonly processes: Group,
  ) {}

  /** Starts the app in `home` and waits until its page answers. */
  static async start(home: Home, wishes: Wishes = {}): Promise<App> {
    const environment = { ...home.environment(), ...wishes.environment }
    const [port, nativePort] = [await freePort(), await freePort()]
    const processes = new Group(
      'dbus-run-session',
      [
        '--config-file',
        SESSION_BUS,
        '--',
        needed('TAURI_DRIVER'),
        '--port',
        String(port),
        '--native-port',
        String(nativePort),
      ],
      environment,
    )
    return App.drive(home, processes, port, nativePort, {
      'tauri:options': { application: needed('BOOKPLATE_BINARY') },
    })
  }

  /** Starts the program that is installed in a clean root, as that root's ordinary user. */
  static async startInstalled(home: Home, root: string): Promise<App> {
    const port = await freePort()
    const processes = new Group(
      'chroot',
      [
        '--userspec=reader:reader',
        root,
        'env',
        '-i',
        'PATH=/usr/bin:/bin',
        'LANG=C.UTF-8',
        'HOME=/home/reader',
        'NO_AT_BRIDGE=1',
        `DISPLAY=${inject('display')}`,
        // tauri-driver sets it elsewhere: the web view lets itself be driven only then.
        'TAURI_WEBVIEW_AUTOMATION=true',
        'WebKitWebDriver',
        `--port=${port}`,
      ],
      home.environment(),
    )
    return App.drive(home, processes, port, port, {
      'webkitgtk:browserOptions': { binary: needed('BOOKPLATE_BINARY'), args: [] },
    })
  }

  private static async drive(
    home: Home,
    processes: Group,
    port: number,
    nativePort: number,
    capabilities: object,
  ): Promise<App> {
    try {
      await listens(processes, port)
      await listens(processes, nativePort)
      // `Builder` would add a `browserName`, which WebKitWebDriver then compares with the app's and refuses.
      const executor = new Executor(new HttpClient(`http://127.0.0.1:${port}`))
      const driver = WebDriver.createSession(executor, new Capabilities(capabilities))
      await driver.getSession()
      await driver.manage().setTimeouts({ script: 30_000, pageLoad: 60_000, implicit: 0 })
      const app = new App(home, new Page(driver), driver, processes)
      await eventually('the window has the focus', () => app.page.ask<boolean>('return document.hasFocus()'))
      await app.page.painted()
      App.running = app
      return app
    } catch (error) {
      await processes.end()
      throw new Error(`the app did not start; it said:\n${processes.said()}`, { cause: error })
    }
  }

  /** Saves what the window shows as `shots/NAME.png`, and gives the picture. */
  async shoot(name: string): Promise<Buffer> {
    await this.page.painted()
    // On a busy machine WebKit now and then has no picture to give, which its driver reports as an error without a word.
    const taken = await eventually(`WebKit gives a picture for ${name}`, () =>
      this.driver.takeScreenshot().catch((problem: unknown) => {
        if (problem instanceof error.WebDriverError && problem.message === '') return undefined
        throw problem
      }),
    )
    const picture = Buffer.from(taken, 'base64')
    mkdirSync(SHOTS, { recursive: true })
    writeFileSync(join(SHOTS, `${name}.png`), picture)
    return picture
  }

  /** What the app and the drivers printed. */
  said(): string {
    return this.processes.said()
  }

  /** The running app's own process. */
  pid(): number {
    const wanted = basename(needed('BOOKPLATE_BINARY'))
    const found = this.processes.members().find((pid) => programOf(pid) === wanted)
    if (found === undefined) throw new Error(`no process of the group runs ${wanted}`)
    return found
  }

  /** An environment variable of the running app, such as the address of its session bus. */
  variable(name: string): string | undefined {
    const block = readFileSync(`/proc/${this.pid()}/environ`, 'utf8')
    const start = `${name}=`
    return block
      .split('\0')
      .find((entry) => entry.startsWith(start))
      ?.slice(start.length)
  }

  /** Ends the app as closing its window does, and all that was started with it. */
  async stop(): Promise<void> {
    if (App.running === this) App.running = undefined
    try {
      await this.driver.quit()
    } finally {
      await this.processes.end()
    }
  }
}

/** A program and everything it starts, ended together. */
class Group {
  private readonly leader: ChildProcess
  private readonly exited: Promise<void>
  private readonly printed: string[] = []

  constructor(program: string, words: string[], environment: Record<string, string>) {
    this.leader = spawn(program, words, { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.leader.stdout, this.leader.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.printed.push(text))
    }
    this.exited = new Promise((resolve) => {
      this.leader.once('exit', () => resolve())
      this.leader.once('error', (error) => {
        this.printed.push(String(error))
        resolve()
      })
    })
  }

  said(): string {
    return this.printed.join('')
  }

  get hasEnded(): boolean {
    return this.leader.pid === undefined || this.leader.exitCode !== null || this.leader.signalCode !== null
  }

  /** The processes of this group. */
  members(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => groupOf(pid) === this.leader.pid)
  }

  async end(): Promise<void> {
    if (!this.hasEnded) this.signal('SIGTERM')
    await this.exited
    // What did not go with the leader is not waited for.
    this.signal('SIGKILL')
  }

  private signal(name: NodeJS.Signals): void {
    if (this.leader.pid === undefined) return
    try {
      process.kill(-this.leader.pid, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

function groupOf(pid: number): number | undefined {
  try {
    // The name in parentheses may hold anything: the fields are counted from its end.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
    return Number(fields?.[2])
  } catch {
    return undefined
  }
}

function programOf(pid: number): string | undefined {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`))
  } catch {
    return undefined
  }
}

function needed(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the journeys with \`cargo xtask test --only journeys\``)
  return value
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port was given'))
        else resolve(address.port)
      })
    })
  })
}

async function listens(processes: Group, port: number): Promise<void> {
  await eventually(`something listens on port ${port}`, async () => {
    if (processes.hasEnded) throw new Error('the driver has ended')
    return answers(port)
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const done = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}
