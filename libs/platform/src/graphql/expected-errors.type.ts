import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Diagnostic } from '@weft/kernel';

@ObjectType('Diagnostic', { description: 'What is wrong at one place of a file.' })
export class DiagnosticType {
  @Field({ description: 'Stable code, such as MESH_UNKNOWN_FIELD.' })
  code!: string;

  @Field({ description: 'error or warning.' })
  severity!: string;

  @Field()
  message!: string;

  @Field(() => String, { nullable: true })
  file!: string | null;

  @Field(() => Int, { nullable: true, description: 'From 1.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'From 1.' })
  column!: number | null;

  @Field(() => String, { nullable: true, description: 'What to do next.' })
  hint!: string | null;

  static of({ code, severity, message, location, hint }: Diagnostic): DiagnosticType {
    const place = { file: location?.file ?? null, line: location?.line ?? null, column: location?.column ?? null };
    return Object.assign(new DiagnosticType(), { code, severity, message, ...place, hint: hint ?? null });
  }
}

@ObjectType({ description: 'The input is not what was expected; nothing was changed.' })
export class ValidationFailed {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field(() => [DiagnosticType])
  diagnostics!: DiagnosticType[];

  static of(code: string, message: string, diagnostics: readonly Diagnostic[] = []): ValidationFailed {
    return Object.assign(new ValidationFailed(), {
      code,
      message,
      diagnostics: diagnostics.map((each) => DiagnosticType.of(each)),
    });
  }
}

@ObjectType({ description: 'The principal may not do this; nothing was changed.' })
export class Forbidden {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field(() => String, { nullable: true })
  nextStep!: string | null;

  static of(code: string, message: string, nextStep: string | null = null): Forbidden {
    return Object.assign(new Forbidden(), { code, message, nextStep });
  }
}

@ObjectType({ description: 'There is no such thing, or the principal may not know of it: both look the same.' })
export class NotFound {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field(() => String, { nullable: true })
  nextStep!: string | null;

  static of(code: string, message: string, nextStep: string | null = null): NotFound {
    return Object.assign(new NotFound(), { code, message, nextStep });
  }
}

@ObjectType({ description: 'It does not fit the state of things, such as a second pending request; nothing was changed.' })
export class Conflict {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field(() => String, { nullable: true })
  nextStep!: string | null;

  static of(code: string, message: string, nextStep: string | null = null): Conflict {
    return Object.assign(new Conflict(), { code, message, nextStep });
  }
}
