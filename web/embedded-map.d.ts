// The types of embed.js, whose constructors are functions of ES5.

/** Where an element's frame goes. */
export interface FrameSlot {
  /** What of the element's children the frame replaces. */
  replaced: DocumentFragment;
  holder: HTMLElement;
  root: Node;
  /** The frame stands among the element's children. */
  inElement: boolean;
  isIntact(): boolean;
  insert(frame: HTMLIFrameElement): void;
  remove(frame: HTMLIFrameElement): void;
}

export type FrameSlotConstructor = new (element: Element, onResize: () => void) => FrameSlot;

/** What an article tells the map. */
export interface CommandMessage {
  truceline: 1;
  type: 'goTo';
  step?: unknown;
  state?: unknown;
}

/** What the map tells the article: nothing of it is trusted. */
export interface MapMessage {
  truceline: 1;
  type: unknown;
  height?: unknown;
  state?: unknown;
}

/** An element and the frame with the map whose address the element has. */
export interface EmbeddedMap {
  element: Element;
  destroyed: boolean;
  /** To the map that the frame shows; null: it shows none. */
  link: HTMLAnchorElement | null;
  /** The frame's window, once the map in it takes commands. */
  readyWindow: Window | null;
  /** The message that shows again what the article, or the reader after it, chose last. */
  command: CommandMessage | null;
  /** What the map shows, as JSON. */
  state: string;
  /** The height that the rule gave the frame. */
  reserved: number;
  /** Null: the element is a frame. */
  slot: FrameSlot | null;
  frame: HTMLIFrameElement | null;
  readonly ready: boolean;
  setFrame(frame: HTMLIFrameElement | null): void;
  update(): void;
  makeFrame(): void;
  title(): string;
  reserve(): void;
  onLoad(): void;
  sendHello(): void;
  goTo(where: unknown): void;
  sendCommand(): void;
  destroy(): void;
  revive(): void;
  isSender(event: MessageEvent): boolean;
  handleMessage(data: MapMessage): void;
}

/** One that shows a map, which takes commands where it is `ready`. */
export type ShownMap = EmbeddedMap & {
  link: HTMLAnchorElement;
  frame: HTMLIFrameElement;
  readyWindow: Window;
};

/** One whose frame is made for its element. */
export type InsertedMap = EmbeddedMap & { slot: FrameSlot };

export type EmbeddedMapConstructor = new (element: Element) => EmbeddedMap;

declare global {
  /** The heights of frames: by language and ui one for each width (internal/site/height.go). */
  const FRAME_HEIGHTS: { widths: number[]; heights: Record<string, Record<string, number[]>> };

  /** In an article's page. */
  var Truceline: { maps: EmbeddedMap[]; scan: () => void } | undefined;

  interface Element {
    /** The map of an element that has `data-truceline`. */
    truceline?: EmbeddedMap;
  }
}
