package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignedKeysTest {
    private final SignedKeys keys = new SignedKeys();

    private SignedKeys.Asked askSts(String key) {
        long before = keys.requests();
        keys.signed("sts", key);
        return keys.asked(before);
    }

    @Test
    void a_key_is_known_once_sts_was_asked_by_it() {
        keys.signed("ecs", "A");
        assertThat(keys.areKnown()).isFalse();
        keys.belongs(askSts("A"));
        assertThat(keys.areKnown()).isTrue();
        keys.signed("s3", "A");
        assertThat(keys.areKnown()).isTrue();
    }

    @Test
    void another_key_is_a_stranger_until_sts_is_asked_again_and_that_is_told_once() {
        AtomicInteger told = new AtomicInteger();
        keys.onStranger(told::incrementAndGet);
        keys.belongs(askSts("A"));
        keys.signed("ecs", "B");
        keys.signed("ecs", "B");
        assertThat(keys.areKnown()).isFalse();
        assertThat(told).hasValue(1);
        keys.belongs(askSts("A"));
        assertThat(keys.areKnown())
                .as("the account was the same before and after")
                .isTrue();
    }

    @Test
    void an_answer_of_sts_says_nothing_of_what_was_asked_while_it_was_on_its_way() {
        keys.belongs(askSts("A"));
        SignedKeys.Asked asked = askSts("A");
        keys.signed("ecs", "B");
        keys.belongs(asked);
        assertThat(keys.areKnown()).isFalse();
        keys.belongs(askSts("B"));
        assertThat(keys.areKnown()).isTrue();
    }
}
