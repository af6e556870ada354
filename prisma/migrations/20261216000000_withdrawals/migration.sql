-- Of a visitor who took their consent back: the browser, until what it told is erased (docs/decisions/0070).

SET lock_timeout = '5s';

ALTER TABLE "privacy_request" ADD COLUMN "client_id" TEXT;
