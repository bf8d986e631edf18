namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Finalises what nobody refers to, so that a test counts only what is alive.</summary>
internal static class Garbage
{
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
