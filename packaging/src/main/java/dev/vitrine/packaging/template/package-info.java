/** CloudFormation templates as far as Vitrine's own use the language: read, and resolved for given parameters. */
@NullMarked
package dev.vitrine.packaging.template;

import org.jspecify.annotations.NullMarked;
