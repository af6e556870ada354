import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";

import { realNow } from "../clock/clock-file.ts";

/** Who the dev store speaks for. */
export const SHOPIFY_HOSTS = [
  "*.myshopify.com",
  "admin.shopify.com",
  "cdn.shopify.com",
  // Where Shopify keeps the results of bulk operations.
  "storage.googleapis.com",
  // Where apps put files for Shopify.
  "shopify-staged-uploads.storage.googleapis.com",
  // No part of Shopify: where the app tells events to. See dev-store/klaviyo/.
  "a.klaviyo.com",
];

const DAY_MS = 24 * 3600 * 1000;
const LIFE_MS = 3650 * DAY_MS;

export interface Certificates {
  /** The authority's certificate, for NODE_EXTRA_CA_CERTS. */
  authorityFile: string;
  key: string;
  cert: string;
}

/**
 * Makes, once per data folder, an authority and a certificate for Shopify's hosts. They are valid in
 * the machine's real time: OpenSSL knows no other, whatever the dev store's clock says.
 */
export async function ensureCertificates(folder: string): Promise<Certificates> {
  mkdirSync(folder, { recursive: true });
  const authorityFile = join(folder, "authority.pem");
  const keyFile = join(folder, "server-key.pem");
  const certFile = join(folder, "server.pem");
  const read = () => ({
    authorityFile,
    key: readFileSync(keyFile, "utf8"),
    cert: readFileSync(certFile, "utf8"),
  });
  if ([authorityFile, keyFile, certFile].every(existsSync) && isFresh(certFile)) return read();

  const life = {
    notBeforeDate: new Date(realNow() - DAY_MS),
    notAfterDate: new Date(realNow() + LIFE_MS),
    algorithm: "sha256",
    keyType: "ec" as const,
  };
  const authority = await generate([{ name: "commonName", value: "Kindling dev store" }], {
    ...life,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "myshopify.com" }], {
    ...life,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: SHOPIFY_HOSTS.map((value) => ({ type: 2 as const, value })),
      },
    ],
  });
  writeFileSync(authorityFile, authority.cert);
  writeFileSync(keyFile, server.private, { mode: 0o600 });
  writeFileSync(certFile, server.cert);
  return read();
}

function isFresh(certFile: string): boolean {
  const certificate = new X509Certificate(readFileSync(certFile));
  const names = certificate.subjectAltName ?? "";
  return (
    Date.parse(certificate.validTo) > realNow() + 30 * DAY_MS &&
    SHOPIFY_HOSTS.every((host) => names.split(", ").includes(`DNS:${host}`))
  );
}
