using TorchSharp;

namespace MultimodalEmbeddings.Runtime;

/// <summary>Numbers for calls into libtorch, alive as long as the process.</summary>
/// <remarks>
/// TorchSharp 0.107 makes a scalar of every number that it is given, and of the 1 that <c>a + b</c> multiplies <c>b</c> by; it
/// keeps none alive during the call, so that a finalizer may free it while libtorch reads it. With collections running without
/// pause that is an ExternalException in one of some thousands of additions, and it may be a wrong sum. BannedSymbols.txt names
/// the calls that do so, and the compiler refuses them.
/// </remarks>
internal static class KeptScalar
{
    public static readonly Scalar Zero = 0.ToScalar();
    public static readonly Scalar One = 1.ToScalar();
    public static readonly Scalar MinusInfinity = double.NegativeInfinity.ToScalar();
}
