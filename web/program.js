// The compiled program: one module, one running instance at a time.

import { loadGo } from './go/wasm_exec.js';
import { loseContext } from './canvas.js';
import { Failure } from './failure.js';
import { Gate } from './gate.js';
import { makeFacade } from './facade.js';

/** @import { WebGLCanvas } from './canvas.js' */

/**
 * The functions that the program offers (cmd/wasm/bridge_js.go, answers_js.go). Those without an
 * answer return the text of what was wrong, if anything was.
 * @typedef {object} Api
 * @property {(action: string) => string | undefined} do carries out an action, as JSON
 * @property {(name: string, content: Uint8Array) => string | undefined} add a file that it wanted
 * @property {() => string | undefined} forgo the files that it wants: they cannot be had
 * @property {() => string} where what part of the map is seen now, as a link says it
 * @property {() => boolean} waiting whether what was chosen waits for files
 * @property {() => string | undefined} stop
 * @property {(words: string) => string} search the places found, as JSON
 * @property {(kind: string) => string} save the content of a file; empty: there is none
 * @property {() => string} saveName the file's name, without ending
 */

/**
 * What the program reads when it starts.
 * @typedef {object} Input
 * @property {Record<string, Uint8Array>} files bundles and fonts
 * @property {string} link the state to start with, as the query of a link
 * @property {string} address of the page, without scheme and query
 */

/**
 * What the program calls.
 * @typedef {object} Callbacks
 * @property {(api: Api) => void} ready once it takes actions
 * @property {(json: string) => void} view what of the View has changed
 * @property {(vertices: number, draws: number, level: number, ground: boolean) => void} drawn after
 *   each frame that was drawn
 * @property {() => void} wake to be given another animation frame
 */

/** @typedef {Input & Callbacks} Bridge */

/**
 * What becomes of an instance.
 * @typedef {object} Listeners
 * @property {() => void} ready
 * @property {Callbacks['view']} view
 * @property {Callbacks['drawn']} drawn
 * @property {() => void} lost the context
 * @property {(failure: Failure) => void} failed
 */

/** How long an instance that was told to end may take, in milliseconds. */
const GRACE = 1500;

/** One running instance of the program, from its canvas to its end. */
export class Program {
  gate = new Gate();
  /**
   * The functions that the program offers; null: not yet.
   * @type {Api | null}
   */
  api = null;
  #canvas;
  #facade;
  /**
   * What it has written to its standard output and error.
   * @type {string[]}
   */
  #lines = [];
  #ended;
  #over = false;

  /**
   * @param {WebGLCanvas} canvas
   * @param {object} options
   * @param {WebAssembly.Module} options.module
   * @param {HTMLElement} options.host
   * @param {() => {width: number, height: number}} options.size in device pixels
   * @param {Input} options.input
   * @param {Listeners} options.on
   */
  constructor(canvas, { module, host, size, input, on }) {
    this.#canvas = canvas;
    this.#canvas.addEventListener('webglcontextlost', () => {
      if (!this.#over) on.lost();
    });
    /** @type {Bridge} */
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

  /**
   * @param {WebAssembly.Module} module
   * @param {Listeners} on
   */
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
