"""What others wrote, as a paper lists it (APA): titles have their own words."""

_SOURCES: dict[str, tuple[str, ...]] = {
    "Bakeman, R., & Quera, V. (2011). Sequential analysis and observational methods for the behavioral sciences. "
    "Cambridge University Press.": ("Bakeman & Quera",),
    "Byrt, T., Bishop, J., & Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical Epidemiology, 46, "
    "423–429.": ("Byrt",),
    "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, 20, "
    "37–46.": ("Cohen, 1960",),
    "Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial "
    "credit. "
    "Psychological Bulletin, 70, 213–220.": ("Cohen, 1968",),
    "Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.": ("Efron",),
    "Holle, H., & Rein, R. (2015). EasyDIAg: A tool for easy determination of interrater agreement. Behavior Research "
    "Methods, 47, 837–847.": ("Holle",),
    "Krippendorff, K. (2004). Content analysis: An introduction to its methodology (2nd ed.). Sage.": ("Krippendorff",),
    "McGraw, K. O., & Wong, S. P. (1996). Forming inferences about some intraclass correlation coefficients. "
    "Psychological Methods, 1, 30–46.": ("McGraw",),
    "Needleman, S. B., & Wunsch, C. D. (1970). A general method applicable to the search for similarities in the amino "
    "acid sequence of two proteins. Journal of Molecular Biology, 48, 443–453.": ("Needleman",),
    "Politis, D. N., & Romano, J. P. (1992). A circular block-resampling procedure for stationary data. In R. LePage & "
    "L. Billard (Eds.), Exploring the limits of bootstrap (pp. 263–270). Wiley.": ("Politis",),
    "Quera, V., Bakeman, R., & Gnisci, A. (2007). Observer agreement for event sequences: Methods and software for "
    "sequence alignment and reliability estimates. Behavior Research Methods, 39, 39–49.": ("Quera, Bakeman & Gnisci",),
    "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach to "
    "multiple testing. Journal of the Royal Statistical Society B, 57, 289–300.": ("Benjamini",),
    "Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the American "
    "Statistical Association, 53, 457–481.": ("Kaplan",),
    "Lloyd, B. P., Kennedy, C. H., & Yoder, P. J. (2013). Quantifying contingent relations from direct observation "
    "data: Transitional probability comparisons versus Yule's Q. Journal of Applied Behavior Analysis, 46, "
    "479–497.": ("Lloyd",),
    "Mantel, N., & Haenszel, W. (1959). Statistical aspects of the analysis of data from retrospective studies of "
    "disease. Journal of the National Cancer Institute, 22, 719–748.": ("Mantel & Haenszel",),
    "Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its consideration. "
    "Cancer Chemotherapy Reports, 50, 163–170.": ("Mantel, 1966",),
    "Haldane, J. B. S. (1956). The estimation and significance of the logarithm of a ratio of frequencies. Annals of "
    "Human Genetics, 20, 309–311.": ("Haldane",),
}


def sources_of(words: str) -> tuple[str, ...]:
    """Return the references that a paragraph cites, in the order of the alphabet."""
    return tuple(sorted(source for source, marks in _SOURCES.items() if any(mark in words for mark in marks)))
