import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentPrincipal, Forbidden, type Principal, ValidationFailed } from '@weft/platform';
import { ApplyMeshInput, ApplyMeshPayload, ApplyMeshResult, MeshChange } from './apply-mesh.type.js';
import { toEngineTask } from './catalog.mapper.js';
import { MeshService } from './mesh.service.js';

@Resolver()
export class MeshResolver {
  constructor(private readonly meshes: MeshService) {}

  @Mutation(() => ApplyMeshPayload, {
    description:
      'Registers what a mesh describes, all or nothing, idempotent. For the platform team; for a domain team within its domains.',
  })
  async applyMesh(
    @Args('input') input: ApplyMeshInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<typeof ApplyMeshPayload> {
    const applied = await this.meshes.apply(principal, {
      ...input,
      directory: input.directory ?? null,
      dryRun: input.dryRun ?? false,
    });
    if (!applied.ok) {
      const { error } = applied;
      if (error.kind === 'forbidden') return Forbidden.of('CATALOG_NOT_OWNER', error.message, error.nextStep);
      return ValidationFailed.of('MESH_INVALID', error.message, error.diagnostics);
    }
    const { mesh, changes, projectVersions, engineTasks } = applied.value;
    return Object.assign(new ApplyMeshResult(), {
      mesh,
      changes: changes.map(({ action, kind, name, fields }) =>
        Object.assign(new MeshChange(), { action, kind, name, fields: [...fields] }),
      ),
      projectVersions,
      engineTasks: engineTasks.map(toEngineTask),
    });
  }
}
