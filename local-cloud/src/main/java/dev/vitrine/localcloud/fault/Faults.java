package dev.vitrine.localcloud.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The faults that are switched on. None is when the local cloud starts. */
public final class Faults {
    private List<Active> active = List.of();
    private Random random = new Random(0);

    private static final class Active {
        private final FaultRule rule;
        private int happened;

        private Active(FaultRule rule) {
            this.rule = rule;
        }
    }

    /** Switches these faults on, and all others off. */
    public synchronized void replace(List<FaultRule> rules, long seed) {
        List<Active> fresh = new ArrayList<>();
        rules.forEach(rule -> fresh.add(new Active(rule)));
        active = fresh;
        random = new Random(seed);
    }

    /** The faults that are switched on. */
    public synchronized List<FaultRule> rules() {
        return active.stream().map(fault -> fault.rule).toList();
    }

    /** What goes wrong with a request: the first fault that fits, has not happened often enough and happens now. */
    public synchronized Optional<FaultRule> next(String service, String operation) {
        for (Active fault : active) {
            FaultRule rule = fault.rule;
            boolean left = rule.count() == 0 || fault.happened < rule.count();
            if (left && rule.fits(service, operation) && random.nextDouble() < rule.probability()) {
                fault.happened++;
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
