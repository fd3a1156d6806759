/** The Open Inference Protocol, version 2: prototypes as models, fields as tensors. */
@NullMarked
package dev.vitrine.web.tensor;

import org.jspecify.annotations.NullMarked;
