-- Two words that stand beside each other, as a mark: a phrase whose words are all common is written in few messages, and the index
-- leads to those alone. Shortened to one of 65,536, so that the index does not grow with every two words that ever met: what it
-- finds besides is compared with the text anyway. No word has a colon.
CREATE FUNCTION "wordPairs"("plain" text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS E'
DECLARE
  "words" text[] := string_to_array("plain", '' '')\x3B
  "pairs" text[] := ''{}''\x3B
BEGIN
  FOR "next" IN 2 .. cardinality("words") LOOP
    "pairs"["next" - 1] := ''p:'' || left(md5("words"["next" - 1] || '' '' || "words"["next"]), 4)\x3B
  END LOOP\x3B
  RETURN "pairs"\x3B
END';

-- In plpgsql the plain words are made once.
CREATE OR REPLACE FUNCTION "messageWords"("text" text, "type" text, "hasFile" boolean) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS E'
DECLARE
  "plain" text := "plainWords"("text")\x3B
BEGIN
  RETURN to_tsvector(''public.message_words''::regconfig, "stemmable"("plain"))
    || array_to_tsvector("wordPairs"("plain"))
    || array_to_tsvector(CASE WHEN "hasFile" THEN ARRAY[''type:'' || "type", ''has:file''] ELSE ARRAY[''type:'' || "type"] END)\x3B
END';

-- The words of messages from before are written anew by the job, newest first, while the product works.
TRUNCATE "MessageWords";
SELECT graphile_worker.add_job('write-message-words', '{}', job_key => 'write-message-words')
WHERE EXISTS (SELECT 1 FROM "Message");
