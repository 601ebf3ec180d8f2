import { callable, HostObject, isUndefined, type Kwargs, Template, toText } from '@weft/jinja';
import type { Vars } from '../../project/project-settings.js';
import { dbtError } from '../context.errors.js';
import type { TemplateProject } from '../template-project.type.js';
import { isRecord, toTemplateValue } from '../values.js';

/** The variables that a package's templates see: its own, over them the root project's, over those the command line's. */
export function varsOf(project: TemplateProject, packageName: string): Vars {
  const own = packageName === project.name ? undefined : project.packages.get(packageName);
  const packages = [own, project.packages.get(project.name)].map((each) => scopedVars(each?.vars ?? {}, packageName));
  return Object.assign({}, ...packages, project.cliVars) as Vars;
}

function scopedVars(vars: Vars, packageName: string): Vars {
  const scoped = vars[packageName];
  return isRecord(scoped) ? { ...vars, ...scoped } : vars;
}

export interface VarOptions {
  readonly vars: Vars;
  /** Of the node, as the error names it. */
  readonly owner: string | null;
  /** While parsing nodes a variable that is missing is none. */
  readonly required: boolean;
  onRead?(name: string): void;
  /** Variables may be templates themselves. */
  render?(source: string): unknown;
}

/** `var('name', default)` and `var.has_var('name')`. */
export class VarReader extends HostObject {
  constructor(private readonly options: VarOptions) {
    super();
  }

  override call(args: readonly unknown[], kwargs: Kwargs): unknown {
    const [key = kwargs.get('var_name'), ...rest] = args;
    const fallback = [...rest, ...(kwargs.has('default') ? [kwargs.get('default')] : [])];
    const name = toText(key);
    this.options.onRead?.(name);
    if (Object.hasOwn(this.options.vars, name)) return this.rendered(this.options.vars[name]);
    if (fallback.length > 0) return isUndefined(fallback[0]) ? fallback[0] : fallback[0];
    return this.missing(name);
  }

  private rendered(value: unknown): unknown {
    const isTemplate = typeof value === 'string' && /\{[{%#]/.test(value);
    return isTemplate && this.options.render ? this.options.render(value) : toTemplateValue(value);
  }

  private missing(name: string): null {
    if (!this.options.required) return null;
    const shown = JSON.stringify(sortedKeys(this.options.vars), null, 4);
    throw dbtError(
      'Compilation',
      `Required var '${name}' not found in config:\nVars supplied to ${this.options.owner ?? '<Configuration>'} = ${shown}`,
    );
  }

  attribute(name: string): unknown {
    if (name !== 'has_var') return undefined;
    return callable(name, ([key]) => {
      this.options.onRead?.(toText(key));
      return Object.hasOwn(this.options.vars, toText(key));
    });
  }

  toString(): string {
    return '<var>';
  }
}

function sortedKeys(vars: Vars): Vars {
  return Object.fromEntries(Object.entries(vars).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A variable's own template, over the variables' and dbt's base functions. */
export function renderVariable(source: string, context: Readonly<Record<string, unknown>>): string {
  return new Template(source, 'vars').render(context);
}
