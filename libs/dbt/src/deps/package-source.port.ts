/** A package that is at hand, in a folder. */
export interface FetchedPackage {
  readonly folder: string;
  /** True where the folder is the user's own, to be linked to and never moved. */
  readonly isLocal: boolean;
  /** A file of it; null where there is none. */
  read(name: string): string | null;
}

export interface GitRequest {
  readonly repository: string;
  /** A branch, a tag, a commit, or HEAD. */
  readonly revision: string;
  readonly subdirectory: string | null;
}

export interface TarballRequest {
  readonly url: string;
  /** What its bytes must have, where it is known. */
  readonly sha1: string | null;
  /** For messages and temporary files. */
  readonly name: string;
}

/** Where packages come from: the hub, git, the network, local folders. What fails is thrown as DbtError, secrets hidden. */
export interface PackageSource {
  /** What the hub answers to `api/v1/{name}.json`. */
  hub(name: string): Promise<unknown>;
  local(path: string): Promise<FetchedPackage>;
  git(request: GitRequest): Promise<FetchedPackage & { readonly commit: string }>;
  tarball(request: TarballRequest): Promise<FetchedPackage>;
}

/** Where packages go, and the files of the project that asks for them. */
export interface PackageStore {
  read(name: string): string | null;
  write(name: string, content: string): Promise<void>;
  /** The whole path of a file of the project, for messages. */
  pathOf(name: string): string;
  /** Takes away whatever is installed. */
  clear(): Promise<void>;
  /** Puts a package under its name; the name is a plain folder's. */
  install(fetched: FetchedPackage, name: string): Promise<void>;
}
