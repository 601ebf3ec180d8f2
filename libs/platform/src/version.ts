/** The version of this Weft; the packages carry the same. */
export const WEFT_VERSION = '0.1.0';
