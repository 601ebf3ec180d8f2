import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OutputPortType } from '@weft/catalog';
import { CurrentPrincipal, type Principal } from '@weft/platform';
import DataLoader from 'dataloader';
import { AccessStatusName } from './access.enums.js';
import { MyAccessService, type MyAccess } from './my-access.service.js';

@ObjectType('MyAccess', { description: "The viewer's own access to a port, at this moment." })
export class MyAccessType {
  @Field({ description: 'Whether a query of yours on it is allowed now.' })
  canRead!: boolean;

  @Field({ description: 'Why: GRANTED, OWN_DOMAIN, NO_GRANT, NOT_GOLD and others.' })
  reasonCode!: string;

  @Field(() => AccessStatusName, { nullable: true, description: 'What became of your requests; null where you never asked.' })
  status!: AccessStatusName | null;

  @Field({ description: 'A request of yours waits for a decision.' })
  pending!: boolean;

  @Field(() => Date, { nullable: true, description: 'When your active right ends.' })
  activeUntil!: Date | null;

  @Field({ description: 'It ends within 14 days.' })
  expiringSoon!: boolean;
}

type Loader = DataLoader<OutputPortType, MyAccess, string>;

/** Adds "my access" to the catalog's ports; a list of ports costs one statement. */
@Resolver(() => OutputPortType)
export class MyAccessResolver {
  private readonly loaders = new WeakMap<object, Loader>();

  constructor(private readonly access: MyAccessService) {}

  @ResolveField(() => MyAccessType)
  async myAccess(
    @Parent() port: OutputPortType,
    @CurrentPrincipal() viewer: Principal,
    @Context() context: object,
  ): Promise<MyAccessType> {
    const { status, ...shown } = await this.loaderOf(context, viewer).load(port);
    return { ...shown, status: status && AccessStatusName[status] };
  }

  private loaderOf(context: object, viewer: Principal): Loader {
    const loader =
      this.loaders.get(context) ??
      new DataLoader((ports) => this.access.ofPorts(viewer, ports), { cacheKeyFn: (port: OutputPortType) => port.name });
    this.loaders.set(context, loader);
    return loader;
  }
}
