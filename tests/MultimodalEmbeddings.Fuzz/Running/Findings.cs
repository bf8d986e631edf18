namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>What a run has found.</summary>
internal sealed class Findings
{
    private readonly HashSet<(Fault, string Kind, string Place)> _causes = [];
    private readonly Dictionary<(string Kind, Fault), int> _counts = [];

    public int Count => _counts.Values.Sum();

    /// <summary>How many workers ended before their time.</summary>
    public int Lost => _counts.Where(it => it.Key.Item2 is Fault.Abort or Fault.Hang).Sum(it => it.Value);

    /// <returns>Whether it is the first of its cause.</returns>
    public bool Add(Finding finding)
    {
        _counts[(finding.Kind, finding.Fault)] = CountOf(finding.Kind, finding.Fault) + 1;
        return _causes.Add((finding.Fault, finding.Kind, finding.Place));
    }

    public int CountOf(string kind, Fault fault) => _counts.GetValueOrDefault((kind, fault));
}
