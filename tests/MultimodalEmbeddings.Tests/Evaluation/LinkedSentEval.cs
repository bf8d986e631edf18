using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// A folder in SentEval's layout whose STS and SICK are links to folders elsewhere: SICK exists in one layout only.
/// </summary>
internal sealed class LinkedSentEval : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private LinkedSentEval(string sts, string sick)
    {
        Directory.CreateSymbolicLink(_folder.File("STS"), sts);
        Directory.CreateSymbolicLink(_folder.File("SICK"), sick);
    }

    public string FullName => _folder.FullName;

    /// <param name="layout">A layout of sts_results.json: <c>tokenised</c> or <c>raw</c>.</param>
    public static LinkedSentEval Of(string layout) => new(
        SharedFolder.RequireShared(layout == "raw" ? "data/sts-raw/STS" : "data/sts/STS"),
        SharedFolder.RequireShared("data/sts/SICK"));

    public void Dispose()
    {
        Directory.Delete(_folder.File("STS"));
        Directory.Delete(_folder.File("SICK"));
        _folder.Dispose();
    }
}
