/** The module {@code analysis-common} of this server; a jar of its own, for a module brings its own classes. */
package nl.kenniskring.zoekserver.analysis;
