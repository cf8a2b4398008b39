// The compiled program: one module, one running instance at a time.

import { loadGo } from './go/wasm_exec.js';
import { loseContext } from './canvas.js';
import { Failure } from './failure.js';
import { FrameScheduler } from './frame-scheduler.js';
import { makeGlobalShim } from './global-shim.js';

/** @import { WebGLCanvas } from './canvas.js' */

/**
 * The functions of the program (cmd/wasm/bridge_js.go, queries_js.go). Those without another result
 * return the text of an error, if there was one.
 * @typedef {object} ProgramApi
 * @property {(action: string) => string | undefined} dispatch carries out an action, as JSON
 * @property {(name: string, content: Uint8Array) => string | undefined} addFile adds a requested
 *   bundle
 * @property {() => string | undefined} filesUnavailable reports that requested files cannot be
 *   fetched
 * @property {() => string} viewParam returns the visible part of the map, as a link's `view`
 *   parameter
 * @property {() => boolean} isWaiting reports whether the present choice needs files that are
 *   missing
 * @property {() => string | undefined} dispose ends the program with its next frame
 * @property {(query: string) => string} search returns the places found, as JSON
 * @property {(kind: string) => string} save returns the content of a file; empty: there is none
 * @property {() => string} saveName returns the name of the file, without its extension
 */

/**
 * The input of the program when it starts.
 * @typedef {object} Input
 * @property {Record<string, Uint8Array>} files bundles and fonts by name
 * @property {string} link the initial state, as the query of a link
 * @property {string} address the page's address, without scheme and query
 */

/**
 * The functions that the program calls.
 * @typedef {object} Callbacks
 * @property {(api: ProgramApi) => void} onReady called once the program accepts actions
 * @property {(json: string) => void} onView receives the changed fields of the View
 * @property {(vertices: number, draws: number, level: number, base: boolean) => void} onFrame
 *   called after each drawn frame
 * @property {() => void} requestFrame requests another animation frame
 */

/** @typedef {Input & Callbacks} Bridge */

/**
 * The callbacks of an instance.
 * @typedef {object} Listeners
 * @property {() => void} ready
 * @property {Callbacks['onView']} view
 * @property {Callbacks['onFrame']} frame
 * @property {() => void} contextLost
 * @property {(failure: Failure) => void} failed
 */

/** How long an instance may take to end, in milliseconds. */
const STOP_TIMEOUT = 1500;

/** One running instance of the program, from its canvas to its end. */
export class WasmInstance {
  scheduler = new FrameScheduler();
  /**
   * The functions that the program offers; null: not yet.
   * @type {ProgramApi | null}
   */
  api = null;
  #canvas;
  #shim;
  /**
   * The lines that the instance has written to its standard output and error.
   * @type {string[]}
   */
  #lines = [];
  #exited;
  #disposed = false;

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
      if (!this.#disposed) on.contextLost();
    });
    /** @type {Bridge} */
    const bridge = {
      ...input,
      onReady: (api) => {
        this.api = api;
        if (!this.#disposed) on.ready();
      },
      onView: (json) => {
        if (!this.#disposed) on.view(json);
      },
      onFrame: (...stats) => {
        if (!this.#disposed) on.frame(...stats);
      },
      requestFrame: () => this.scheduler.requestFrame(),
    };
    this.#shim = makeGlobalShim({
      host,
      size,
      canvas: this.#canvas,
      scheduler: this.scheduler,
      bridge,
      onText: (line) => this.#lines.push(line),
    });
    if (canvas.getContext('webgl2').isContextLost())
      queueMicrotask(() => {
        if (!this.#disposed) on.contextLost();
      });
    this.#exited = this.#run(module, on);
    this.scheduler.requestFrame();
  }

  /**
   * @param {WebAssembly.Module} module
   * @param {Listeners} on
   */
  async #run(module, on) {
    const go = new (loadGo(this.#shim.globalThis))();
    let code = 0;
    go.exit = (c) => {
      code = c;
    };
    const instance = await WebAssembly.instantiate(module, go.importObject);
    if (this.#disposed) return;
    try {
      await go.run(instance);
    } catch (error) {
      code = 1;
      this.#lines.push(String(error));
    }
    this.scheduler.close();
    if (!this.#disposed)
      on.failed(new Failure('stopped', `exit code ${code}\n${this.#lines.join('\n')}`));
  }

  /**
   * Called when the host's size in device pixels has changed, after the program has received the
   * size in CSS pixels.
   */
  notifyResize() {
    if (!this.#disposed) this.#shim.notifyResize();
  }

  /** Ends the instance, and releases its canvas and its context at once. */
  async dispose() {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#canvas.remove();
    loseContext(this.#canvas);
    try {
      this.api?.dispose();
      this.scheduler.runFrame(); // the instance ends with its next frame
    } catch {
      /* it has ended already */
    }
    await Promise.race([
      this.#exited,
      new Promise((resolve) => {
        setTimeout(resolve, STOP_TIMEOUT);
      }),
    ]);
    this.scheduler.close();
  }
}
