import type { PortDirectory, PublishedPort } from '../domain/port-directory.port.js';

/** A directory that holds what it is given: for specs. */
export class InMemoryPorts implements PortDirectory {
  constructor(public ports: readonly PublishedPort[]) {}

  findPort(relation: string): Promise<PublishedPort | null> {
    return Promise.resolve(this.ports.find((port) => port.relation === relation) ?? null);
  }

  findOwnerOfDomain(domain: string): Promise<string | null> {
    return Promise.resolve(this.ports.find((port) => port.domain === domain)?.ownerTeam ?? null);
  }

  findDomainsOwnedBy(teams: readonly string[]): Promise<readonly string[]> {
    return Promise.resolve([...new Set(this.ports.filter((port) => teams.includes(port.ownerTeam)).map(({ domain }) => domain))]);
  }

  findOwnerOfCatalog(catalog: string): Promise<string | null> {
    return Promise.resolve(this.ports.find((port) => port.relation.startsWith(`${catalog}.`))?.ownerTeam ?? null);
  }
}
