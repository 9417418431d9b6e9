"""What others wrote, as a paper lists it (APA): titles have their own words. DECISIONS.md says how each was checked."""

import re
from collections.abc import Iterator

_SOURCES = {
    "Bakeman & Quera, 2011": (
        "Bakeman, R., & Quera, V. (2011). Sequential analysis and observational methods for the behavioral sciences. "
        "Cambridge University Press."
    ),
    "Bakeman, Quera & Gnisci, 2009": (
        "Bakeman, R., Quera, V., & Gnisci, A. (2009). Observer agreement for timed-event sequential data: A "
        "comparison of time-based and event-based algorithms. Behavior Research Methods, 41(1), 137–147. "
        "https://doi.org/10.3758/BRM.41.1.137"
    ),
    "Benjamini & Hochberg, 1995": (
        "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful "
        "approach to multiple testing. Journal of the Royal Statistical Society: Series B (Methodological), 57(1), "
        "289–300. https://doi.org/10.1111/j.2517-6161.1995.tb02031.x"
    ),
    "Byrt, Bishop & Carlin, 1993": (
        "Byrt, T., Bishop, J., & Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical Epidemiology, "
        "46(5), 423–429. https://doi.org/10.1016/0895-4356(93)90018-V"
    ),
    "Cohen, 1960": (
        "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, "
        "20(1), 37–46. https://doi.org/10.1177/001316446002000104"
    ),
    "Cohen, 1968": (
        "Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial "
        "credit. Psychological Bulletin, 70(4), 213–220. https://doi.org/10.1037/h0026256"
    ),
    "Cox, 1972": (
        "Cox, D. R. (1972). Regression models and life-tables. Journal of the Royal Statistical Society: Series B "
        "(Methodological), 34(2), 187–202. https://doi.org/10.1111/j.2517-6161.1972.tb00899.x"
    ),
    "Efron & Tibshirani, 1993": (
        "Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall."
    ),
    "Haldane, 1956": (
        "Haldane, J. B. S. (1956). The estimation and significance of the logarithm of a ratio of frequencies. Annals "
        "of Human Genetics, 20(4), 309–311. https://doi.org/10.1111/j.1469-1809.1955.tb01285.x"
    ),
    "Holle & Rein, 2015": (
        "Holle, H., & Rein, R. (2015). EasyDIAg: A tool for easy determination of interrater agreement. Behavior "
        "Research Methods, 47(3), 837–847. https://doi.org/10.3758/s13428-014-0506-7"
    ),
    "Hollenstein, 2013": (
        "Hollenstein, T. (2013). State space grids: Depicting dynamics across development. Springer. "
        "https://doi.org/10.1007/978-1-4614-5007-8"
    ),
    "Kaplan & Meier, 1958": (
        "Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the "
        "American Statistical Association, 53(282), 457–481. https://doi.org/10.1080/01621459.1958.10501452"
    ),
    "Krippendorff, 2004": (
        "Krippendorff, K. (2004). Content analysis: An introduction to its methodology (2nd ed.). Sage."
    ),
    "Lewis, Lamey & Douglas, 1999": (
        "Lewis, M. D., Lamey, A. V., & Douglas, L. (1999). A new dynamic systems method for the analysis of early "
        "socioemotional development. Developmental Science, 2, 458–476."
    ),
    "Lin & Wei, 1989": (
        "Lin, D. Y., & Wei, L. J. (1989). The robust inference for the Cox proportional hazards model. Journal of the "
        "American Statistical Association, 84(408), 1074–1078. https://doi.org/10.1080/01621459.1989.10478874"
    ),
    "Lloyd, Kennedy & Yoder, 2013": (
        "Lloyd, B. P., Kennedy, C. H., & Yoder, P. J. (2013). Quantifying contingent relations from direct "
        "observation data: Transitional probability comparisons versus Yule's Q. Journal of Applied Behavior "
        "Analysis, 46(2), 479–497. https://doi.org/10.1002/jaba.45"
    ),
    "Mantel, 1966": (
        "Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its "
        "consideration. Cancer Chemotherapy Reports, 50(3), 163–170."
    ),
    "Mantel & Haenszel, 1959": (
        "Mantel, N., & Haenszel, W. (1959). Statistical aspects of the analysis of data from retrospective studies of "
        "disease. Journal of the National Cancer Institute, 22(4), 719–748. https://doi.org/10.1093/jnci/22.4.719"
    ),
    "McGraw & Wong, 1996": (
        "McGraw, K. O., & Wong, S. P. (1996). Forming inferences about some intraclass correlation coefficients. "
        "Psychological Methods, 1(1), 30–46. https://doi.org/10.1037/1082-989X.1.1.30"
    ),
    "Needleman & Wunsch, 1970": (
        "Needleman, S. B., & Wunsch, C. D. (1970). A general method applicable to the search for similarities in the "
        "amino acid sequence of two proteins. Journal of Molecular Biology, 48(3), 443–453. "
        "https://doi.org/10.1016/0022-2836(70)90057-4"
    ),
    "Phipson & Smyth, 2010": (
        "Phipson, B., & Smyth, G. K. (2010). Permutation P-values should never be zero: Calculating exact P-values "
        "when permutations are randomly drawn. Statistical Applications in Genetics and Molecular Biology, 9(1), "
        "Article 39. https://doi.org/10.2202/1544-6115.1585"
    ),
    "Politis & Romano, 1992": (
        "Politis, D. N., & Romano, J. P. (1992). A circular block-resampling procedure for stationary data. In R. "
        "LePage & L. Billard (Eds.), Exploring the limits of bootstrap (pp. 263–270). Wiley."
    ),
    "Quera, Bakeman & Gnisci, 2007": (
        "Quera, V., Bakeman, R., & Gnisci, A. (2007). Observer agreement for event sequences: Methods and software "
        "for sequence alignment and reliability estimates. Behavior Research Methods, 39(1), 39–49."
    ),
}
CITED = re.compile(r"[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+)*(?: & [A-Z][\w’'-]+)?, (?:19|20)\d\d")
"""How a paragraph cites: authors and year, within brackets."""


def every_source() -> Iterator[tuple[str, str]]:
    """Give each source with how it is cited, in the order of the alphabet."""
    yield from sorted((source, mark) for mark, source in _SOURCES.items())


def sources_of(words: str) -> tuple[str, ...]:
    """Return the references that a paragraph cites, in the order of the alphabet."""
    return tuple(source for source, mark in every_source() if re.search(rf"(?<!, ){re.escape(mark)}", words))
