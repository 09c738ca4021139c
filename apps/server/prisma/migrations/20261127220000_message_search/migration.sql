-- CreateTable
CREATE TABLE "MessageWords" (
    "messageId" UUID NOT NULL,
    "ticketId" UUID,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "MessageWords_pkey" PRIMARY KEY ("messageId")
);

-- CreateIndex
CREATE INDEX "MessageWords_sentAt_messageId_idx" ON "MessageWords"("sentAt" DESC, "messageId" DESC);

-- CreateIndex
CREATE INDEX "MessageWords_ticketId_idx" ON "MessageWords"("ticketId");

-- What Prisma's schema language cannot say.

-- Written at once: a list of what is still to be written would be read by every search, and emptied by some unlucky message.
CREATE INDEX "MessageWords_words_idx" ON "MessageWords" USING GIN ("words") WITH (fastupdate = off);

-- Portuguese stems of every word: "não" is one that people look for, so none is left out as too common.
CREATE TEXT SEARCH DICTIONARY public.portuguese_stems (TEMPLATE = pg_catalog.snowball, LANGUAGE = portuguese);
CREATE TEXT SEARCH CONFIGURATION public.message_words (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION public.message_words ADD MAPPING FOR asciiword, word WITH public.portuguese_stems;
ALTER TEXT SEARCH CONFIGURATION public.message_words ADD MAPPING FOR numword, int, uint, float, sfloat, version
  WITH pg_catalog.simple;

-- Words as they are looked for: no accents, no upper case, nothing but letters and digits, one space between two.
CREATE FUNCTION "plainWords"("written" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN btrim(regexp_replace("searchable"("written"), '[^[:alnum:]]+', ' ', 'g'));

-- The stemmer knows accents: without them it would miss that "informacoes" is "informacao". Plurals that it does not know are
-- made singular.
CREATE FUNCTION "stemmable"("plain" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(
    regexp_replace(regexp_replace("plain", '([^ ]{2})[oa]es\M', '\1ao', 'g'), '([^ ]{2})cao\M', '\1ção', 'g'),
    '([^ ]{2})ns\M', '\1m', 'g');

-- What of a message is looked through besides its text: the name of its file, of a place, contact cards, a poll's options.
CREATE FUNCTION "searchedText"("body" text, "content" jsonb, "fileName" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN concat_ws(' ', "body", "fileName",
    CASE WHEN "content" ?| ARRAY['location', 'contacts', 'poll'] THEN concat_ws(' ',
      "content" #>> '{location,name}', "content" #>> '{location,address}', "content" #>> '{poll,options}',
      jsonb_path_query_array("content", '$.contacts[*].name')::text,
      jsonb_path_query_array("content", '$.contacts[*].phoneNumbers[*]')::text)
    END);

-- The stems of a message, and marks by which its kind is looked for: no word has a colon.
CREATE FUNCTION "messageWords"("text" text, "type" text, "hasFile" boolean) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('public.message_words'::regconfig, "stemmable"("plainWords"("text")))
    || array_to_tsvector(CASE WHEN "hasFile" THEN ARRAY['type:' || "type", 'has:file'] ELSE ARRAY['type:' || "type"] END);

-- Words that stand beside each other, as a query. Empty when there are none.
CREATE FUNCTION "wordsQuery"("written" text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN phraseto_tsquery('public.message_words'::regconfig, "stemmable"("plainWords"("written")));

-- Some of the messages with these words: all of them when there are no more than "most". Only by the index of words: what the
-- planner expects of two words together is too often wrong, and then it would read everything.
CREATE FUNCTION "messagesWithWords"("wanted" tsquery, "from" timestamptz, "to" timestamptz, "most" int)
  RETURNS SETOF "MessageWords"
  LANGUAGE sql STABLE ROWS 1000
  SET enable_seqscan = off SET enable_indexscan = off SET max_parallel_workers_per_gather = 0 SET plan_cache_mode = force_custom_plan
  AS $$
    SELECT found.* FROM public."MessageWords" AS found
    WHERE found."words" @@ "wanted" AND found."sentAt" >= "from" AND found."sentAt" <= "to" LIMIT "most"
  $$;

-- Written with the message, in its transaction. Deleted messages keep a row without words: whoever writes the words of older
-- messages meanwhile finds it there. (What applies migrations ends a statement at every semicolon: inside of functions it is \x3B.)
CREATE FUNCTION "writeMessageWords"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "MessageWords" ("messageId", "ticketId", "sentAt", "words")
  SELECT written."id", written."ticketId", written."sentAt", CASE WHEN written."deletedAt" IS NULL
    THEN "messageWords"("searchedText"(written."body", written."content", file."fileName"), written."type"::text, written."mediaId" IS NOT NULL)
    ELSE '''' END
  FROM written LEFT JOIN "MediaFile" AS file ON file."id" = written."mediaId"
  ON CONFLICT ("messageId") DO UPDATE SET "ticketId" = EXCLUDED."ticketId", "sentAt" = EXCLUDED."sentAt", "words" = EXCLUDED."words"\x3B
  RETURN NULL\x3B
END';

CREATE FUNCTION "changeMessageWords"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "MessageWords" ("messageId", "ticketId", "sentAt", "words")
  SELECT NEW."id", NEW."ticketId", NEW."sentAt", CASE WHEN NEW."deletedAt" IS NULL
    THEN "messageWords"("searchedText"(NEW."body", NEW."content", (SELECT "fileName" FROM "MediaFile" WHERE "id" = NEW."mediaId")), NEW."type"::text, NEW."mediaId" IS NOT NULL)
    ELSE '''' END
  ON CONFLICT ("messageId") DO UPDATE SET "ticketId" = EXCLUDED."ticketId", "sentAt" = EXCLUDED."sentAt", "words" = EXCLUDED."words"\x3B
  RETURN NULL\x3B
END';

CREATE FUNCTION "renameFileWords"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  UPDATE "MessageWords" AS found
  SET "words" = "messageWords"("searchedText"(message."body", message."content", NEW."fileName"), message."type"::text, TRUE)
  FROM "Message" AS message
  WHERE message."mediaId" = NEW."id" AND message."deletedAt" IS NULL AND found."messageId" = message."id"\x3B
  RETURN NULL\x3B
END';

CREATE FUNCTION "removeMessageWords"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  DELETE FROM "MessageWords" WHERE "messageId" IN (SELECT "id" FROM removed)\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "Message_words_insert" AFTER INSERT ON "Message" REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION "writeMessageWords"();
CREATE TRIGGER "Message_words_delete" AFTER DELETE ON "Message" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "removeMessageWords"();
CREATE TRIGGER "Message_words_update"
  AFTER UPDATE OF "body", "content", "deletedAt", "ticketId", "mediaId", "type", "sentAt" ON "Message"
  FOR EACH ROW WHEN (
    (OLD."body", OLD."deletedAt", OLD."ticketId", OLD."mediaId", OLD."type", OLD."sentAt", OLD."content")
    IS DISTINCT FROM (NEW."body", NEW."deletedAt", NEW."ticketId", NEW."mediaId", NEW."type", NEW."sentAt", NEW."content"))
  EXECUTE FUNCTION "changeMessageWords"();
CREATE TRIGGER "MediaFile_words_update" AFTER UPDATE OF "fileName" ON "MediaFile"
  FOR EACH ROW WHEN (OLD."fileName" IS DISTINCT FROM NEW."fileName") EXECUTE FUNCTION "renameFileWords"();

-- Messages from before are taken in by a job, newest first, while the product works.
SELECT graphile_worker.add_job('write-message-words', '{}', job_key => 'write-message-words')
WHERE EXISTS (SELECT 1 FROM "Message");
