namespace MultimodalEmbeddings.Data;

/// <summary>The problems of one caption file: thrown in a strict reading, collected in a lenient one.</summary>
/// <param name="path">The caption file.</param>
/// <param name="reading">Which of the two.</param>
internal sealed class CaptionProblemLog(string path, CaptionReading reading)
{
    // A report must not outgrow a hostile file: two bytes can be a problem.
    private const int Most = 100_000;

    private readonly List<CaptionProblem> _all = [];

    public IReadOnlyList<CaptionProblem> All => _all;

    /// <returns>Null, in place of what is left out.</returns>
    /// <exception cref="CaptionFormatException">The reading is strict, or there are too many problems.</exception>
    public T? Skip<T>(int line, string message, long? annotation = null)
        where T : class
    {
        var problem = new CaptionProblem(path, line, message) { Annotation = annotation };
        if (reading == CaptionReading.Strict)
        {
            throw new CaptionFormatException(problem);
        }

        if (_all.Count == Most)
        {
            throw Fatal(_all[0].Line, $"expected captions, found more than {Most} problems; the first: {_all[0].Message}");
        }

        _all.Add(problem);
        return null;
    }

    /// <summary>An error in any reading.</summary>
    public CaptionFormatException Fatal(int? line, string message, Exception? innerException = null) =>
        new(new CaptionProblem(path, line, message), innerException);
}
