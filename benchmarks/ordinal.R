# The ordinal model in R on the data that ordinal.py wrote: CPU seconds, peak memory, estimates.
# Use: Rscript ordinal.R FOLDER ROWS OUTCOMES PACKAGE, with PACKAGE one of rms, ordinal, MASS.
arguments <- commandArgs(TRUE)
folder <- arguments[1]
rows <- as.integer(arguments[2])
outcomes <- as.integer(arguments[3])
package <- arguments[4]
suppressMessages(library(package, character.only = TRUE))

read <- function(name, what, n, size) readBin(file.path(folder, name), what, n, size)
width <- length(read("predictors.bin", "double", .Machine$integer.max, 8)) / rows
x <- matrix(read("predictors.bin", "double", rows * width, 8), rows)
colnames(x) <- paste0("predictor_", seq_len(width) - 1)
council <- read("councils.bin", "integer", rows, 4)

fits <- list(
  rms = function(y) {
    fit <- robcov(lrm(y ~ x, x = TRUE, y = TRUE), council)
    c(tail(coef(fit), width), tail(sqrt(diag(vcov(fit))), width))
  },
  ordinal = function(y) tail(coef(clm(factor(y, ordered = TRUE) ~ x)), width),
  MASS = function(y) coef(polr(factor(y, ordered = TRUE) ~ x, Hess = TRUE))
)
seconds <- 0
for (outcome in seq_len(outcomes) - 1) {
  y <- read(paste0("levels_", outcome, ".bin"), "integer", rows, 4)
  before <- proc.time()
  numbers <- fits[[package]](y)
  seconds <- seconds + sum((proc.time() - before)[1:2])
}
status <- readLines("/proc/self/status")
peak <- as.numeric(gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE))) / 1024
cat(seconds, peak, format(unname(numbers[seq_len(width)]), digits = 15), "\n")
