import {
  badRequest,
  notFound,
  OperationOutcomeError,
  preconditionFailed,
  type SearchRequest,
  serverError,
  type WithId,
} from '@medplum/core';
import { FhirRepository, type UpdateResourceOptions } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, Reference, Resource } from '@medplum/fhirtypes';
import { isPortalResourceType, type PortalResource } from './resource-types.ts';
import { encodePlace, toQuery } from './search-query.ts';
import type { ResourceStore } from './store.ts';

const refuse = (text: string): OperationOutcomeError => new OperationOutcomeError(badRequest(text));

/**
 * The store as `FhirRouter` wants it. In contrast to the library's `MemoryRepository` a transaction is one of the
 * database: when an entry fails, nothing of the others stays, not even in the history.
 *
 * It relies on requests being handled one at a time (`server.ts`): `withTransaction` spans awaits.
 */
export class StoreRepository extends FhirRepository {
  readonly #store: ResourceStore;
  readonly #check: (resource: PortalResource) => void;

  /** `check` throws an `OperationOutcomeError` for a resource that must not be stored. */
  constructor(store: ResourceStore, check: (resource: PortalResource) => void) {
    super();
    this.#store = store;
    this.#check = check;
  }

  override setMode(): void {
    // There is one database: reading and writing are the same.
  }

  override generateId(): string {
    return this.#store.newId();
  }

  override createResource<T extends Resource>(
    resource: T,
    options?: { readonly assignedId?: boolean },
  ): Promise<WithId<T>> {
    // FHIR R4 http, section 3.1.0.8: an id the client sends with a create is ignored.
    const own = options?.assignedId ? resource.id : undefined;
    return this.#guard<WithId<T>>(() => this.#write({ ...resource, id: own ?? this.#store.newId() }));
  }

  override updateResource<T extends Resource>(
    resource: T,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    return this.#guard<WithId<T>>(() => {
      const { id } = resource;
      if (id === undefined || !/^[A-Za-z0-9\-.]{1,64}$/.test(id))
        throw refuse('The id is missing or malformed');
      if (options?.ifMatch !== undefined) {
        const current = this.#store.read(resource.resourceType, id);
        if (current === null) throw new OperationOutcomeError(notFound);
        if (current.meta.versionId !== options.ifMatch) throw new OperationOutcomeError(preconditionFailed);
      }
      return this.#write(resource);
    });
  }

  override readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return this.#guard<WithId<T>>(() => found(this.#store.read(resourceType, id)));
  }

  override readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [type, id, ...rest] = reference.reference?.split('/') ?? [];
    if (type === undefined || id === undefined || rest.length > 0)
      return Promise.reject(refuse('Invalid reference'));
    return this.readResource(type, id);
  }

  override readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return Promise.all(
      references.map((reference) =>
        this.readReference<T>(reference).catch((error: unknown) =>
          error instanceof Error ? error : new Error(String(error)),
        ),
      ),
    );
  }

  override readVersion<T extends Resource>(type: string, id: string, versionId: string): Promise<WithId<T>> {
    return this.#guard<WithId<T>>(() => found(this.#store.readVersion(type, id, versionId)));
  }

  override readHistory<T extends Resource>(type: string, id: string): Promise<Bundle<WithId<T>>> {
    return this.#guard<Bundle<WithId<T>>>(() => {
      const versions = this.#store.history(type, id);
      if (versions.length === 0) throw new OperationOutcomeError(notFound);
      const entry = versions.map((resource) => ({
        resource,
        request: { method: resource.meta.versionId === '1' ? 'POST' : 'PUT', url: `${type}/${id}` },
        response: {
          status: resource.meta.versionId === '1' ? '201' : '200',
          lastModified: resource.meta.lastUpdated,
        },
      }));
      return { resourceType: 'Bundle', type: 'history', total: versions.length, entry };
    });
  }

  /**
   * A searchset. The place the next page starts from stands in a link `next` whose URL is only `?_cursor=…`: the HTTP
   * layer, which knows the address the client used, completes it.
   */
  override search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    return this.#guard<Bundle<WithId<T>>>(() => {
      const query = toQuery(request);
      const wantsTotal =
        request.total === undefined ? request.cursor === undefined : request.total !== 'none';
      const total = wantsTotal ? { total: this.#store.count(query) } : {};
      if (query.limit === 0) return { resourceType: 'Bundle', type: 'searchset', ...total };
      const page = this.#store.find(query);
      const link = page.next ? [{ relation: 'next', url: `?_cursor=${encodePlace(page.next)}` }] : [];
      const entry: BundleEntry[] = page.resources.map((resource) => ({
        resource,
        search: { mode: 'match' },
      }));
      return {
        resourceType: 'Bundle',
        type: 'searchset',
        ...total,
        ...(link.length > 0 ? { link } : {}),
        ...(entry.length > 0 ? { entry } : {}),
      };
    });
  }

  /** Everything `work` writes or nothing. Inside another transaction it is a part of that one. */
  override async withTransaction<R>(work: (repo: this) => Promise<R>): Promise<R> {
    if (this.#store.inTransaction) return work(this);
    this.#store.begin();
    try {
      const result = await work(this);
      this.#store.commit();
      return result;
    } catch (error) {
      this.#store.rollback();
      throw error;
    }
  }

  override deleteResource(): Promise<void> {
    return Promise.reject(refuse('This portal deletes nothing'));
  }

  override patchResource<T extends Resource>(): Promise<WithId<T>> {
    return Promise.reject(refuse('This portal does not patch'));
  }

  override searchByReference<T extends Resource>(): Promise<Record<string, WithId<T>[]>> {
    return Promise.reject(refuse('This portal has no GraphQL'));
  }

  #write(resource: Resource): unknown {
    if (!isPortalResource(resource)) throw new OperationOutcomeError(notFound);
    this.#check(resource);
    return this.#store.inTransaction
      ? this.#store.write(resource)
      : this.#store.transaction(() => this.#store.write(resource));
  }

  /**
   * The library takes every error it does not know for the client's fault. One that is not an outcome is ours (a full
   * disk, a bug) and has to arrive as 500, so that the client tries again.
   *
   * The type parameter is the library's: it names what the caller expects under that type and id.
   */
  async #guard<T>(work: () => unknown): Promise<T> {
    try {
      return work() as T;
    } catch (error) {
      if (error instanceof OperationOutcomeError) throw error;
      throw new OperationOutcomeError(serverError(error instanceof Error ? error : new Error(String(error))));
    }
  }
}

const isPortalResource = (resource: Resource): resource is PortalResource =>
  isPortalResourceType(resource.resourceType);

function found<T>(resource: T | null): T {
  if (resource === null) throw new OperationOutcomeError(notFound);
  return resource;
}
