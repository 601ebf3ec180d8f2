import type { CatalogService } from '@weft/catalog';
import type { PortDirectory, PublishedPort } from '../domain/port-directory.port.js';

/** The catalog as access sees it. */
export class CatalogPorts implements PortDirectory {
  constructor(private readonly catalog: CatalogService) {}

  findPort(relation: string): Promise<PublishedPort | null> {
    return this.catalog.findPort(relation);
  }

  findOwnerOfDomain(domain: string): Promise<string | null> {
    return this.catalog.findOwnerOfDomain(domain);
  }

  findOwnerOfCatalog(catalog: string): Promise<string | null> {
    return this.catalog.findOwnerOfCatalog(catalog);
  }

  async findDomainsOwnedBy(teams: readonly string[]): Promise<readonly string[]> {
    const { domains } = await this.catalog.policyParts();
    return domains.filter(({ ownerTeam }) => teams.includes(ownerTeam)).map(({ name }) => name);
  }
}
