// Text in GB18030, which banks and older office programs ask for. The platform only decodes it, so
// the table is turned round once: whatever is written here is what the platform reads back.

const PLANE_CODES = 0x10000;
/** Four-byte codes below the first plane, and those from the second plane on. */
const FOUR_BYTE_CODES = 39_420;
const HIGHER_PLANES_FROM = 189_000;
const REPLACEMENT = 0xfffd;
const REPLACEMENT_BYTES = 0x8431a437;

/** For each code of the first plane its bytes as one number; two or four of them. */
let table: Uint32Array | undefined;

function buildTable(): Uint32Array {
  const codes = new Uint32Array(PLANE_CODES).fill(REPLACEMENT_BYTES);
  const decoder = new TextDecoder('gb18030');
  const four = Buffer.alloc(FOUR_BYTE_CODES * 4);
  for (let at = 0; at < FOUR_BYTE_CODES; at++) writeFour(four, at * 4, at);
  let at = 0;
  for (const sign of decoder.decode(four)) {
    const code = sign.codePointAt(0) ?? 0;
    if (code !== REPLACEMENT && code < PLANE_CODES) codes[code] = four.readUInt32BE(at * 4);
    at += 1;
  }
  for (let lead = 0xfe; lead >= 0x81; lead--) {
    for (let trail = 0xfe; trail >= 0x40; trail--) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.codePointAt(0) ?? 0;
      // Of two codes for one sign the lower one stands, as everywhere.
      if (text.length === 1 && code > 0x7f && code !== REPLACEMENT)
        codes[code] = lead * 256 + trail;
    }
  }
  return codes;
}

/** The four bytes of the `index`th four-byte code. */
function writeFour(into: Buffer, at: number, index: number): void {
  into[at] = 0x81 + Math.floor(index / 12_600);
  into[at + 1] = 0x30 + (Math.floor(index / 1260) % 10);
  into[at + 2] = 0x81 + (Math.floor(index / 10) % 126);
  into[at + 3] = 0x30 + (index % 10);
}

/**
 * Text as bytes of GB18030. It has a code for every character; private ones that later editions
 * have moved, and halves of a character, become U+FFFD.
 */
export function encodeGb18030(text: string): Buffer {
  table ??= buildTable();
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80) bytes[end++] = code;
    else if (code >= PLANE_CODES) {
      writeFour(bytes, end, HIGHER_PLANES_FROM + code - PLANE_CODES);
      end += 4;
      at += 1;
    } else {
      const packed = table[code] ?? REPLACEMENT_BYTES;
      if (packed > 0xffff) end = bytes.writeUInt32BE(packed, end);
      else end = bytes.writeUInt16BE(packed, end);
    }
  }
  return bytes.subarray(0, end);
}
