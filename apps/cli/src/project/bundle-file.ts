/** A text file as it is sent: its path below the folder that is sent, with `/` between the parts. */
export interface BundleFile {
  readonly path: string;
  readonly content: string;
}

/** What is read at most, so that a folder named by mistake is not sent whole. */
export interface BundleLimits {
  readonly fileBytes: number;
  readonly totalBytes: number;
  readonly files: number;
}

export const BUNDLE_LIMITS: BundleLimits = { fileBytes: 1024 * 1024, totalBytes: 16 * 1024 * 1024, files: 5_000 };
