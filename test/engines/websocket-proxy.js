// A proxy between Playwright and WebKitGTK's remote inspector. The inspector closes a connection on
// which a WebSocket frame of more than 128 KiB arrives, such as a script to evaluate or the body of
// an answer, so longer frames are forwarded in fragments (RFC 6455, section 5.4).

import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * The longest payload that is forwarded in one frame, in bytes: a multiple of the four bytes of a
 * mask, and short enough for the 16-bit form of a length.
 */
const MAX_PAYLOAD = 65_532;
const FIN = 0x80;
const MASKED = 0x80;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/**
 * Starts a proxy to a WebSocket server on this machine.
 * @param {number} port of the server
 * @returns {Promise<{port: number, stop: () => void}>}
 */
export async function startWebSocketProxy(port) {
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    const forward = fragmenter((bytes) => upstream.write(bytes));
    client.on('data', forward);
    upstream.pipe(client);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ]) {
      socket.on('error', () => {}); // "close" follows
      socket.on('close', () => other.destroy());
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port: address.port, stop: () => server.close() };
}

/**
 * Returns a function that takes what a client sends, in pieces of any size: the HTTP request of the
 * handshake, then masked frames.
 * @param {(bytes: Buffer) => void} write
 */
function fragmenter(write) {
  let rest = Buffer.alloc(0);
  let inHandshake = true;
  return (/** @type {Buffer} */ data) => {
    rest = Buffer.concat([rest, data]);
    if (inHandshake) {
      const end = rest.indexOf('\r\n\r\n') + 4;
      if (end < 4) return;
      write(rest.subarray(0, end));
      rest = rest.subarray(end);
      inHandshake = false;
    }
    for (let frame = parseFrame(rest); frame; frame = parseFrame(rest)) {
      writeFragments(frame, write);
      rest = rest.subarray(frame.end);
    }
  };
}

/**
 * Parses the frame at the beginning of `bytes`, or returns null where it is not complete. `flags`
 * is its first byte: FIN, the bits of extensions, and the opcode.
 * @param {Buffer} bytes
 */
function parseFrame(bytes) {
  if (bytes.length < 2) return null;
  let length = bytes[1] & 0x7f;
  let start = 2;
  if (length === LENGTH_16) start += 2;
  else if (length === LENGTH_64) start += 8;
  if (bytes.length < start) return null;
  if (length === LENGTH_16) length = bytes.readUInt16BE(2);
  else if (length === LENGTH_64) length = Number(bytes.readBigUInt64BE(2));
  const payload = start + 4;
  const end = payload + length;
  if (bytes.length < end) return null;
  return {
    flags: bytes[0],
    mask: bytes.subarray(start, payload),
    payload: bytes.subarray(payload, end),
    end,
  };
}

/**
 * Writes a frame as one or more: only the first has the opcode and the bits of extensions, only the
 * last has FIN. Every fragment begins at a multiple of the mask's length, so the mask stays valid.
 * @param {{flags: number, mask: Buffer, payload: Buffer}} frame
 * @param {(bytes: Buffer) => void} write
 */
function writeFragments({ flags, mask, payload }, write) {
  for (let at = 0; at === 0 || at < payload.length; at += MAX_PAYLOAD) {
    const part = payload.subarray(at, at + MAX_PAYLOAD);
    const isLast = at + MAX_PAYLOAD >= payload.length;
    const first = (at === 0 ? flags & ~FIN : 0) | (isLast ? flags & FIN : 0);
    const header =
      part.length < LENGTH_16
        ? Buffer.from([first, MASKED | part.length])
        : Buffer.from([first, MASKED | LENGTH_16, part.length >> 8, part.length & 0xff]);
    write(Buffer.concat([header, mask, part]));
  }
}
