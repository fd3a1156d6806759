/** IAM, as far as roles and their policies go: kept, and evaluated when asked, but no call is refused by them. */
@NullMarked
package dev.vitrine.localcloud.iam;

import org.jspecify.annotations.NullMarked;
