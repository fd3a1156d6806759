package dev.vitrine.packaging.cost;

/**
 * How much a deployment stores, which no template says.
 *
 * @param gbPerRepository of container images; the ten that a repository keeps share most of their layers
 * @param tableGb of the table and its indexes
 * @param bucketGb of models, inputs and results
 */
record Kept(double gbPerRepository, double tableGb, double bucketGb) {
    /** A few prototypes and some weeks of use. */
    static final Kept USUAL = new Kept(0.3, 0.1, 1);
}
