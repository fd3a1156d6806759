package dev.vitrine.localcloud.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.store.KeyRange;
import dev.vitrine.localcloud.dynamodb.store.OrderedStore;
import dev.vitrine.localcloud.dynamodb.store.WriteBatch;
import dev.vitrine.localcloud.http.AwsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens that make a transaction idempotent for ten minutes, across restarts too. */
final class ClientTokens {
    private static final String TOKENS = "tokens";
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int PURGED_AT_ONCE = 10_000;

    private final Clock clock;

    ClientTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether this very transaction was already done; notes it where it was not.
     *
     * @throws AwsException where the token came with another request
     */
    boolean isReplay(WriteBatch batch, String token, ObjectNode request) {
        byte[] key = token.getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(request);
        byte[] stored = batch.get(TOKENS, key);
        if (stored != null && doneAt(stored) > oldest()) {
            if (!Arrays.equals(digest, Arrays.copyOfRange(stored, Long.BYTES, stored.length))) {
                throw AwsException.badRequest(
                        "IdempotentParameterMismatchException",
                        "Rejected request, the token was used with other parameters before");
            }
            return true;
        }
        batch.put(
                TOKENS,
                key,
                ByteBuffer.allocate(Long.BYTES + digest.length)
                        .putLong(clock.millis())
                        .put(digest)
                        .array());
        return false;
    }

    /** Forgets the tokens whose time is over. */
    void purge(OrderedStore store) {
        List<byte[]> over = new ArrayList<>();
        store.walk(TOKENS, KeyRange.startingWith(new byte[0]), true, (key, value) -> {
            if (doneAt(value) <= oldest()) {
                over.add(key);
            }
            return over.size() < PURGED_AT_ONCE;
        });
        if (!over.isEmpty()) {
            store.write(batch -> {
                over.forEach(key -> batch.remove(TOKENS, key));
                return over.size();
            });
        }
    }

    private long oldest() {
        return clock.millis() - KEPT.toMillis();
    }

    private static long doneAt(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong();
    }

    private static byte[] digest(ObjectNode request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return sha.digest(request.path("TransactItems").toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
