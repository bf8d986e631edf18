using Terminal;

namespace ReproduceMcse;

/// <summary>One side of the comparison.</summary>
/// <param name="Key">Its name on the command line and in files.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="ImageWeight">λ. With 0 the captions train as text alone, in the same batches.</param>
/// <param name="IsShuffled">Whether each caption gets the image of another one.</param>
internal sealed record Arm(string Key, string Name, double ImageWeight, bool IsShuffled)
{
    public static readonly Arm SimCse = new("simcse", "SimCSE", 0, false);

    public static readonly Arm Mcse = new("mcse", "MCSE", Protocol.ImageWeight, false);

    public static readonly Arm Shuffled = new("shuffled", "MCSE, images shuffled", Protocol.ImageWeight, true);

    public static readonly IReadOnlyList<Arm> All = [SimCse, Mcse, Shuffled];

    /// <exception cref="UsageException">There is no such arm.</exception>
    public static Arm Of(string key) =>
        All.FirstOrDefault(arm => arm.Key == key)
        ?? throw new UsageException($"There is no arm '{key}'; there are {string.Join(", ", All.Select(arm => arm.Key))}.");
}
