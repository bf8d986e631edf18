using System.Globalization;

namespace MultimodalEmbeddings.Tests.Runtime;

/// <summary>How a process of <see cref="HostProgram"/> ended and what it printed.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    public const int NoBackend = 3;

    /// <summary>The embedding that it printed.</summary>
    public float[] Embedding()
    {
        Assert.True(ExitCode == 0, $"The process ended with {ExitCode}. {Output} {Error}");
        return [.. Output.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture))];
    }
}
