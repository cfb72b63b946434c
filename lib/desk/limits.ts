/** Bytes of one file that is uploaded: no reader takes a larger one. */
export const LARGEST_UPLOAD = 100 * 1024 * 1024;
/** Files of one batch, members of archives not counted. */
export const MOST_UPLOADS = 10_000;

/** Of a registry file. */
export const LARGEST_REGISTRY_MB = 16;
