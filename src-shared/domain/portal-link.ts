/** Stands in the practice's link to the portal for the request that a letter is about. */
const REQUEST_IN_LINK = '{request}';

/**
 * Where a letter leads into the portal, as a browser writes it; null where the practice has no link, or none that a browser opens.
 *
 * @param requestId the FHIR id of the request's Task; null for a letter about none: nothing stands in its place then.
 */
export function portalLinkTo(link: string | null, requestId: string | null): string | null {
  const url =
    link === null ? null : URL.parse(link.replaceAll(REQUEST_IN_LINK, encodeURIComponent(requestId ?? '')));
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
