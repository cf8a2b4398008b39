// Decodes PNG.

import { inflateSync } from 'node:zlib';

/**
 * Decodes a PNG of 8 bits a channel, RGB or RGBA, not interlaced: {width, height, channels,
 * pixels}.
 */
export function decode(data) {
  const width = data.readUInt32BE(16);
  const height = data.readUInt32BE(20);
  const channels = data[25] === 6 ? 4 : 3;
  const packed = [];
  for (let at = 8; at < data.length;) {
    const length = data.readUInt32BE(at);
    if (data.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(data.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(packed));
  const stride = width * channels;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++)
    unfilter(raw, y * (stride + 1), pixels, y * stride, stride, channels);
  return { width, height, channels, pixels };
}

/** Reverses the filter of one row (PNG specification, section 9). */
function unfilter(raw, from, out, to, stride, channels) {
  const filter = raw[from];
  for (let i = 0; i < stride; i++) {
    const value = raw[from + 1 + i];
    const left = i >= channels ? out[to + i - channels] : 0;
    const up = to >= stride ? out[to + i - stride] : 0;
    let predicted = 0;
    if (filter === 1) predicted = left;
    else if (filter === 2) predicted = up;
    else if (filter === 3) predicted = (left + up) >> 1;
    else if (filter === 4)
      predicted = paeth(
        left,
        up,
        i >= channels && to >= stride ? out[to + i - channels - stride] : 0,
      );
    out[to + i] = value + predicted;
  }
}

function paeth(left, up, corner) {
  const p = left + up - corner;
  const a = Math.abs(p - left);
  const b = Math.abs(p - up);
  const c = Math.abs(p - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
