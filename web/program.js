// The compiled program: one module, one running instance at a time.

import { loadGo } from './go/wasm_exec.js';
import { loseContext } from './canvas.js';
import { Failure } from './failure.js';
import { Gate } from './gate.js';
import { makeFacade } from './facade.js';

/** How long an instance that was told to end may take, in milliseconds. */
const GRACE = 1500;

/** One running instance of the program, from its canvas to its end. */
export class Program {
  gate = new Gate();
  /** The functions that the program offers: do, add, stop. */
  api = null;
  #canvas;
  #facade;
  #lines = [];
  #ended;
  #over = false;

  /**
   * @param {HTMLCanvasElement} canvas with a WebGL 2 context
   * @param {object} options
   * @param {WebAssembly.Module} options.module
   * @param {HTMLElement} options.host
   * @param {() => {width: number, height: number}} options.size in device pixels
   * @param {object} options.input what the program reads when it starts: files, link
   * @param {object} options.on ready(), view(json), drawn(vertices, draws, level, ground), lost(),
   *   failed(failure)
   */
  constructor(canvas, { module, host, size, input, on }) {
    this.#canvas = canvas;
    this.#canvas.addEventListener('webglcontextlost', () => {
      if (!this.#over) on.lost();
    });
    const bridge = {
      ...input,
      ready: (api) => {
        this.api = api;
        if (!this.#over) on.ready();
      },
      view: (json) => {
        if (!this.#over) on.view(json);
      },
      drawn: (...stats) => {
        if (!this.#over) on.drawn(...stats);
      },
      wake: () => this.gate.wake(),
    };
    this.#facade = makeFacade({
      host,
      size,
      canvas: this.#canvas,
      gate: this.gate,
      bridge,
      onText: (line) => this.#lines.push(line),
    });
    if (canvas.getContext('webgl2').isContextLost())
      queueMicrotask(() => {
        if (!this.#over) on.lost();
      });
    this.#ended = this.#run(module, on);
    this.gate.wake();
  }

  async #run(module, on) {
    const go = new (loadGo(this.#facade.globalThis))();
    let code = 0;
    go.exit = (c) => {
      code = c;
    };
    const instance = await WebAssembly.instantiate(module, go.importObject);
    if (this.#over) return;
    try {
      await go.run(instance);
    } catch (error) {
      code = 1;
      this.#lines.push(String(error));
    }
    this.gate.shut();
    if (!this.#over)
      on.failed(new Failure('stopped', `exit code ${code}\n${this.#lines.join('\n')}`));
  }

  /**
   * The host's size in device pixels has changed; the program must know its new size in CSS pixels
   * before.
   */
  resized() {
    if (!this.#over) this.#facade.resized();
  }

  /** Ends the instance, and gives back its canvas and its context at once. */
  async end() {
    if (this.#over) return;
    this.#over = true;
    this.#canvas.remove();
    loseContext(this.#canvas);
    try {
      this.api?.stop();
      this.gate.runNow(); // the instance sees in its next frame that it is to end
    } catch {
      /* it has ended already */
    }
    await Promise.race([
      this.#ended,
      new Promise((resolve) => {
        setTimeout(resolve, GRACE);
      }),
    ]);
    this.gate.shut();
  }
}
