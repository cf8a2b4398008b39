// The types of embed.js, in which constructors are functions of ES5.

/** The container of an element's frame. */
export interface FrameSlot {
  /** The element's children, while the frame replaces them. */
  replaced: DocumentFragment;
  holder: HTMLElement;
  root: Node;
  /** Whether the frame is among the element's children. */
  inElement: boolean;
  isIntact(): boolean;
  insert(frame: HTMLIFrameElement): void;
  remove(frame: HTMLIFrameElement): void;
}

export type FrameSlotConstructor = new (element: Element, onResize: () => void) => FrameSlot;

/** A message from the article to the map. */
export interface CommandMessage {
  truceline: 1;
  type: 'goTo';
  step?: unknown;
  state?: unknown;
}

/** A message from the map to the article. None of its fields is trusted. */
export interface MapMessage {
  truceline: 1;
  type: unknown;
  height?: unknown;
  state?: unknown;
}

/** An element and the frame with its map. */
export interface EmbeddedMap {
  element: Element;
  destroyed: boolean;
  /** The address of the map in the frame; null: there is no map. */
  link: HTMLAnchorElement | null;
  /** The frame's window, once the map in it accepts commands. */
  readyWindow: Window | null;
  /** The message that restores the last choice of the article, or of the reader after it. */
  command: CommandMessage | null;
  /** The map's view state, as JSON. */
  state: string;
  /** The height set by reserve(), in CSS pixels. */
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
  goTo(target: unknown): void;
  sendCommand(): void;
  destroy(): void;
  revive(): void;
  isSender(event: MessageEvent): boolean;
  handleMessage(data: MapMessage): void;
}

/** A map that is shown. It accepts commands if it is `ready`. */
export type ShownMap = EmbeddedMap & {
  link: HTMLAnchorElement;
  frame: HTMLIFrameElement;
  readyWindow: Window;
};

/** A map whose frame was created for its element. */
export type InsertedMap = EmbeddedMap & { slot: FrameSlot };

export type EmbeddedMapConstructor = new (element: Element) => EmbeddedMap;

declare global {
  /**
   * The heights of frames in CSS pixels: by language and ui, one for each width
   * (internal/site/height.go).
   */
  const FRAME_HEIGHTS: { widths: number[]; heights: Record<string, Record<string, number[]>> };

  /** The global of an article's page. */
  var Truceline: { maps: EmbeddedMap[]; scan: () => void } | undefined;

  interface Element {
    /** The map of an element that has `data-truceline`. */
    truceline?: EmbeddedMap;
  }
}
