using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// A folder in SentEval's layout whose STS and SICK are links to folders elsewhere: SICK exists in one layout only.
/// </summary>
internal sealed class LinkedSentEval : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LinkedSentEval(string sts, string sick)
    {
        Directory.CreateSymbolicLink(_folder.File("STS"), SharedFolder.RequireShared(sts));
        Directory.CreateSymbolicLink(_folder.File("SICK"), SharedFolder.RequireShared(sick));
    }

    public string FullName => _folder.FullName;

    public void Dispose()
    {
        Directory.Delete(_folder.File("STS"));
        Directory.Delete(_folder.File("SICK"));
        _folder.Dispose();
    }
}
