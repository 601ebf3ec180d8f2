/** A JavaScript variable that stands for a name of a template. `sure` once it certainly has a value. */
interface Variable {
  readonly id: string;
  sure: boolean;
  /** A parameter whose default is not settled yet: without a value it is undefined, whatever it means outside. */
  readonly isParameter: boolean;
}

/** Code for what no variable of a template holds. */
interface ReadingCode {
  outside(name: string): string;
  /** A parameter that was not given. */
  missing(name: string): string;
}

/**
 * The names of one scope. A name that may not have been assigned yet means what it means outside; so reading one is a chain of
 * variables that ends at the host's context: `v3 !== undefined ? v3 : look("a")`.
 */
export class Frame {
  private readonly variables = new Map<string, Variable>();

  constructor(private readonly parent: Frame | null) {}

  declare(name: string, id: string, { sure = false, isParameter = false } = {}): string {
    this.variables.set(name, { id, sure, isParameter });
    return id;
  }

  /** The variable to assign to, which was declared where the frame begins. */
  variable(name: string): string {
    const variable = this.variables.get(name);
    if (!variable) throw new Error(`The name ${name} was not declared in its scope`);
    return variable.id;
  }

  settle(name: string): void {
    const variable = this.variables.get(name);
    if (variable) variable.sure = true;
  }

  /** Runs what may not run at all: what it assigns is not sure behind it. */
  branch(work: () => void): void {
    const unsure = [...this.variables.values()].filter(({ sure }) => !sure);
    work();
    for (const variable of unsure) variable.sure = false;
  }

  /** Code that reads a name. */
  read(name: string, code: ReadingCode): string {
    const variable = this.variables.get(name);
    if (variable?.sure) return variable.id;
    if (variable?.isParameter) return `(${variable.id} === undefined ? ${code.missing(name)} : ${variable.id})`;
    const outer = this.parent ? this.parent.read(name, code) : code.outside(name);
    return variable ? `(${variable.id} === undefined ? ${outer} : ${variable.id})` : outer;
  }

  names(): readonly string[] {
    return [...this.variables.keys()];
  }
}
