package dev.vitrine.common.counter;

import java.util.List;

/** Where counters are kept. */
public interface CounterStore {
    /**
     * The live counters of a prototype.
     *
     * @param declared the names that its manifest declares; another name is an error
     */
    Counters of(String prototype, List<String> declared);
}
