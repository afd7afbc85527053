/**
 * The command line: it only connects. Reports go to standard output, everything else to standard
 * error.
 */
package dev.breakwater.cli;
