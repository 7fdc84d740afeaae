// How large a file from outside may be. An honest ledger of 300,000 rows is 36 MB packed and 269 MB
// unpacked (8 : 1), so all of this is far from honest use.

const MB = 1024 * 1024;

export const PACKED_BYTES_MAX = 100 * MB;
export const UNPACKED_BYTES_MAX = 1024 * MB;
/** A part that inflates further than this ratio is refused, once it is past the bytes below. */
export const INFLATION_RATIO_MAX = 200;
export const INFLATION_RATIO_FROM_BYTES = 10 * MB;
export const PARTS_MAX = 10_000;
/** Excel's own sheets go on to XFD; a ledger does not. */
export const COLUMNS_MAX = 1024;
export const ROWS_MAX = 1_048_576;
export const SHEETS_MAX = 500;
/** A cell of Excel holds 32,767 characters. */
export const CELL_CHARACTERS_MAX = 100_000;
export const MERGES_MAX = 200_000;
